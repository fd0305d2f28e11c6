package demi.places;

/** Nothing: how many places there are the nodes say. */
public record PlacesSettings() {}
