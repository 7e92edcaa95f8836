/** A reason why Plenum cannot run, in a sentence that the operator can act upon. It is shown without a stack. */
export class Problem extends Error {}
