/** What `sslmode` means in an address is what it means to PostgreSQL's own programs: `require` encrypts, and only `verify-…` looks at the certificate. */
export function connectionString(url: string): string {
  const address = new URL(url)
  const { searchParams } = address
  if (searchParams.has('sslmode') && !searchParams.has('uselibpqcompat')) searchParams.set('uselibpqcompat', 'true')
  return address.href
}
