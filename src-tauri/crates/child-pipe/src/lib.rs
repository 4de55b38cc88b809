//! Calls to a program that runs as a child, over its standard input and output.
