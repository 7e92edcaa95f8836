// npm leaves out an optional package that it could not fetch, says nothing and ends with 0. Prints those of this platform that are missing.
import { existsSync, readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const libc = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
const holds = (list, own) => !list || list.includes(own)
const isForUs = ({ os, cpu, libc: of }) =>
  holds(os, process.platform) && holds(cpu, process.arch) && (process.platform !== 'linux' || holds(of, libc))
const missing = Object.entries(packages).filter(([path, one]) => (one.os || one.cpu) && isForUs(one) && !existsSync(`${path}/package.json`))
console.log(missing.map(([path]) => path.replace(/^.*node_modules\//, '')).join(' '))
