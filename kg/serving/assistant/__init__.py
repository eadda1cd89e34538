"""The door for assistants (Model Context Protocol): tools that ask the graph, and give rows with their sentences."""
