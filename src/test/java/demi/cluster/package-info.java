@org.jspecify.annotations.NullMarked
package demi.cluster;
