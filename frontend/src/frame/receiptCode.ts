// A receipt's code that is being typed: closing its panel by a slip of the hand loses nothing of it.
import { ref } from "vue";

export const receiptCode = ref("");
