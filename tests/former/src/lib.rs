//! Office and station of program version 0.1.0, as far as the wire knows them: they speak with those
//! of today over real HTTP. Only the transport and the digest of bytes are today's.

pub mod office;
pub mod station;
pub mod wire;
