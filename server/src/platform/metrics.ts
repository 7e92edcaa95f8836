import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** The figures behind /metrics. Every app of a process has its own, so that tests do not share them. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    commandSeconds: new Histogram({
      name: 'plenum_command_seconds',
      help: 'Time a command took, by command and outcome (ok, or the code of the refusal)',
      labelNames: ['command', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    databaseLosses: new Counter({ name: 'plenum_database_losses_total', help: 'Times the database went away', registers: [registry] }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
