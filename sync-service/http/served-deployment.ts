import type { Deployments, RunningDeployment } from '../replication/deployments.ts'
import { ServiceError } from '../protocol/service-error.ts'

const WAIT_MS = 3000

/** What is served now. Right after the first start it waits a little, so that clients need not come again. Throws PSYNC_S2302. */
export async function servedDeployment(deployments: Deployments): Promise<RunningDeployment> {
  if (deployments.active) return deployments.active
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const stop = deployments.onSwitch(() => resolve(undefined))
  const timer = setTimeout(resolve, WAIT_MS, undefined)
  await promise
  clearTimeout(timer)
  stop()
  if (!deployments.active) throw new ServiceError(500, 'PSYNC_S2302', 'No sync config available')
  return deployments.active
}
