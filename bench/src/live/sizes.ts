/** Smaller or shorter for a look while working. */
const setting = (name: string, otherwise: string) => process.env[name] || otherwise

/** `PLENUM_BENCH_MEMBERS=20,50`: members of one group. */
export const membersOf = (otherwise: string): number[] => setting('PLENUM_BENCH_MEMBERS', otherwise).split(',').map(whole)
export const rounds = whole(setting('PLENUM_BENCH_ROUNDS', '5'))
export const connections = whole(setting('PLENUM_BENCH_CONNECTIONS', '10000'))
export const soakSeconds = whole(setting('PLENUM_BENCH_SOAK_SECONDS', '600'))

function whole(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`"${text}" is not a whole number above 0`)
  return number
}
