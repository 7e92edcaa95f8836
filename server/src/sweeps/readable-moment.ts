/** `13 Feb 2023, 09:30:00 (Asia/Shanghai)`: seconds, because it is a last moment. */
export function readableMoment(at: Date, timeZone: string) {
  const text = at.toLocaleString('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return `${text} (${timeZone})`
}
