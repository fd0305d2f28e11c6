-- What everybody of the house may know is asked for with every message; it is little among all memories.
CREATE INDEX demi_memory_house ON memory (place) WHERE house = 1;
