import type { Deployments } from '../replication/deployments.ts'
import type { Routes } from './server.ts'
import { sendJson } from './exchange.ts'

const ALIVE_MS = 10_000

/** Startup: the service listens. Liveness: its loop still turns. Readiness: there is something to serve. */
export function probeRoutes(deployments: Deployments): Routes {
  let touchedAt = Date.now()
  setInterval(() => {
    touchedAt = Date.now()
  }, 1000).unref()
  const state = () => ({ ready: deployments.active !== undefined, started: true, touched_at: new Date(touchedAt).toISOString() })
  return {
    'GET /probes/startup': async ({ response }) => sendJson(response, 200, state()),
    'GET /probes/liveness': async ({ response }) => sendJson(response, Date.now() - touchedAt < ALIVE_MS ? 200 : 400, state()),
    'GET /probes/readiness': async ({ response }) => sendJson(response, deployments.active ? 200 : 400, state()),
  }
}
