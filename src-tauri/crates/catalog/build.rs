//! Makes a new or changed file of the example pack rebuild the crate that carries it.

fn main() {
    println!("cargo:rerun-if-changed=../../catalog");
    println!("cargo:rerun-if-changed=../../practice");
}
