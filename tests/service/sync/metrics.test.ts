import type { SyncFixture } from '../../support/sync-fixture.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../stack/ports.ts'
import { startSync } from '../../support/sync-fixture.ts'

let fixture: SyncFixture
let metricsPort: number

beforeAll(async () => {
  metricsPort = await freePort(7190)
  fixture = await startSync({
    schema: 'CREATE TABLE notes (id text PRIMARY KEY, owner text, urgent boolean)',
    syncConfig: 'config: { edition: 3 }\nstreams:\n  mine:\n    auto_subscribe: true\n    query: SELECT * FROM notes WHERE owner = auth.user_id()\n',
    config: { telemetry: { prometheus_port: metricsPort } },
  })
})
afterAll(() => fixture?.stop())

it('counts for Prometheus', async () => {
  await fixture.sql`INSERT INTO notes VALUES ('counted', 'ada', false)`
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  expect(text).toMatch(/^powersync_concurrent_connections 0$/m)
  for (const what of ['operation', 'parameter', 'replication']) expect(text).toMatch(new RegExp(`^powersync_${what}_storage_size_bytes \\d{4,}$`, 'm'))
})
