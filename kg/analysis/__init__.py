"""Links between things as a networkx graph: who leads what, where; chains, measures."""
