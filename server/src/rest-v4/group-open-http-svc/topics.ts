import type { Endpoint } from '../endpoint.ts'

export const topicEndpoints: Endpoint[] = []
