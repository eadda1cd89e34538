"""A graph that another store holds, and that is asked over HTTP: the SPARQL 1.1 Protocol, the Graph Store Protocol."""
