/** What one refusal says: what happened, what is safe, what to do now. */
export interface FailureText {
  what: string;
  safe: string;
  now: string;
}

/** A kind of file that is not taken: what it is, and its way out. */
export type OtherFileText = Pick<FailureText, "what" | "now">;
