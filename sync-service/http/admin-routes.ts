import type { ServiceConfig } from '../config/service-config.ts'
import type { Deployments, RunningDeployment } from '../replication/deployments.ts'
import type { Exchange, Handler } from './exchange.ts'
import type { Routes } from './server.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { inspectSource } from '../replication/inspect-source.ts'
import { validateSyncConfig } from '../replication/validate-sync-config.ts'
import { Compactor } from '../storage/compactor.ts'
import { forAdmins } from './admin-access.ts'
import { describeConnection, describeDeployment } from './diagnostics.ts'
import { sendData, sendJson } from './exchange.ts'

export interface AdminOptions {
  config: ServiceConfig
  deployments: Deployments
}

/** What the `powersync` CLI and dashboards use. Every call needs one of the configured API tokens. */
export function adminRoutes({ config, deployments }: AdminOptions): Routes {
  const admin = (handler: Handler) => forAdmins(config.adminTokens, handler)
  const syncConfigOf = ({ parameters, text }: Exchange) => typeof parameters.content === 'string' ? parameters.content : text
  const active = () => {
    if (!deployments.active) throw new ServiceError(422, 'PSYNC_S4104', 'No active sync config')
    return deployments.active
  }
  return {
    'POST /api/admin/v1/diagnostics': admin(async ({ response, parameters }) => {
      const withContent = parameters.sync_rules_content === true
      sendData(response, {
        connections: [await describeConnection(config, deployments.failure)],
        ...(deployments.active ? { active_sync_rules: await describeDeployment(config, deployments.active, withContent) } : {}),
        ...(deployments.deploying ? { deploying_sync_rules: await describeDeployment(config, deployments.deploying, withContent) } : {}),
      })
    }),
    'POST /api/admin/v1/schema': admin(async ({ response }) => {
      const { schemas } = await inspectSource(config.source)
      const { id, tag } = config.source
      sendData(response, { connections: [{ id, tag, schemas }], defaultConnectionTag: tag, defaultSchema: 'public' })
    }),
    'POST /api/admin/v1/validate': admin(async ({ response, parameters }) => {
      const content = parameters.sync_rules ?? parameters.sync_config
      if (typeof content !== 'string') throw new ServiceError(400, 'PSYNC_S2001', 'The request is not valid', 'sync_rules should be text')
      const { errors, tables } = await validateSyncConfig(config.source, content)
      const { id, tag } = config.source
      sendData(response, { errors, connections: [{ id, tag, slot_name: 'N/A', initial_replication_done: false, tables }] })
    }),
    'POST /api/admin/v1/reprocess': admin(async ({ response }) => {
      if (deployments.deploying) throw new ServiceError(409, 'PSYNC_S4106', 'Another sync config is being deployed')
      active()
      deployments.reprocess()
      sendData(response, { connections: [{ id: config.source.id, tag: config.source.tag, slot_name: active().deployment.slot }] })
    }),
    'POST /api/admin/v1/execute-sql': admin(async ({ response }) => {
      sendData(response, { success: false, results: { columns: [], rows: [] }, error: 'SQL querying is not enabled' })
    }),
    'POST /api/admin/v1/compact': admin(async ({ response }) => {
      await new Compactor(active().store).run()
      sendData(response, {})
    }),
    'POST /api/sync-rules/v1/validate': admin(async (exchange) => {
      const { errors, tables, definitions, outputTables } = await validateSyncConfig(config.source, syncConfigOf(exchange))
      const fatal = errors.filter(({ level }) => level === 'fatal')
      sendJson(exchange.response, 200, fatal.length > 0
        ? { valid: false, errors: fatal.map(({ message }) => message) }
        : { valid: true, errors: [], source_tables: tables, bucket_definitions: definitions, data_tables: outputTables })
    }),
    'POST /api/sync-rules/v1/deploy': admin(async () => {
      throw new ServiceError(422, 'PSYNC_S4105', 'Sync config API disabled', 'The sync config is read from its file: a change there is taken over at once.')
    }),
    'GET /api/sync-rules/v1/current': admin(async ({ response }) => {
      const describe = ({ deployment: { slot, syncConfig } }: RunningDeployment) => ({ slot_name: slot, content: syncConfig, valid: true })
      const next = deployments.deploying
      sendData(response, { current: describe(active()), next: next ? describe(next) : null })
    }),
    'POST /api/sync-rules/v1/reprocess': admin(async ({ response }) => {
      active()
      deployments.reprocess()
      sendData(response, { slot_name: active().deployment.slot })
    }),
  }
}
