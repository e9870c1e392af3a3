const BSON_STREAM = 'application/vnd.powersync.bson-stream'
const NDJSON = 'application/x-ndjson'

/** The stream's format by the Accept header: BSON only where the client prefers it. */
export function negotiateFormat(accept: string | undefined): 'bson' | 'ndjson' {
  if (!accept) return 'ndjson'
  const ranges = parseQualities(accept)
  const quality = (type: string) => ranges.get(type) ?? ranges.get('application/*') ?? ranges.get('*/*') ?? 0
  return quality(BSON_STREAM) > quality(NDJSON) ? 'bson' : 'ndjson'
}

/** zstd, then gzip, then neither (RFC 9110, 12.5.3). */
export function negotiateEncoding(acceptEncoding: string | undefined): 'zstd' | 'gzip' | 'identity' {
  const codings = parseQualities(acceptEncoding ?? '')
  const accepts = (coding: string) => (codings.get(coding) ?? codings.get('*') ?? 0) > 0
  return accepts('zstd') ? 'zstd' : accepts('gzip') ? 'gzip' : 'identity'
}

function parseQualities(header: string): Map<string, number> {
  return new Map(header.split(',').map((item) => {
    const [name = '', ...parameters] = item.split(';').map(part => part.trim().toLowerCase())
    const quality = parameters.find(parameter => parameter.startsWith('q='))
    return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0]
  }))
}
