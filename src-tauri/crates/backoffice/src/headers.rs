//! Names of headers that both sides of the contract keep to.

/// Header that every answer of an office carries, also its errors. What answers without it, and not
/// in the office's own form, is somebody else.
pub const OFFICE_HEADER: &str = "counter-office";
/// Its value: the version of this contract.
pub const OFFICE_HEADER_VALUE: &str = "1";
/// What the sender can do beyond the first version of the contract: names with commas between.
pub const CAN: &str = "counter-can";
/// Why whoever asks looks: `LookReason`.
pub const REASON: &str = "counter-reason";
/// Fresh with each `GET /hello` that wants to know who answers: 32 hexadecimal digits.
pub const NONCE: &str = "counter-nonce";
/// Names the submission that a repeated request repeats; its value is the case's UUID.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Names the method that is meant, where a gateway lets only the best known ones through.
pub const METHOD_OVERRIDE: &str = "x-http-method-override";
/// Integrity of one body, RFC 9530.
pub const CONTENT_DIGEST: &str = "content-digest";
