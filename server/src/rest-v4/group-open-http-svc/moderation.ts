import type { Endpoint } from '../endpoint.ts'

export const moderationEndpoints: Endpoint[] = []
