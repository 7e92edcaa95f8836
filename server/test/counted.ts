/** 1, 2, 3 and so on. */
export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** u0, u1, u2 and so on. */
export const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`)
