/** Read receipts and extensions of messages. */
export const receiptCommands = {}
