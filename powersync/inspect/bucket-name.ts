export interface BucketName {
  /** The stream that made it, or the whole name where it is not of this form. */
  stream: string
  /** Which of the stream's queries it is; identical ones of several streams share a bucket. */
  query: string
  /** What it was made for, such as `["list-1"]`; null where the name does not say. */
  parameters: unknown[] | null
  /** Which deployed sync config made it: every deployment makes new buckets. */
  deployment: string | null
}

/**
 * What a bucket's name says: `1#todos|0["list-1"]`. To clients names are opaque; this form is that of edition-3 streams, and only for people
 * to read.
 */
export function readBucketName(name: string): BucketName {
  const parts = /^(?:(?<deployment>[^#]+)#)?(?<stream>[^|[]+)(?:\|(?<query>[^[]*))?(?<parameters>\[.*\])$/s.exec(name)?.groups
  if (!parts) return { stream: name, query: '', parameters: null, deployment: null }
  return {
    stream: parts.stream ?? name,
    query: parts.query ?? '',
    parameters: parametersIn(parts.parameters ?? ''),
    deployment: parts.deployment ?? null,
  }
}

function parametersIn(json: string): unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(json)
    return Array.isArray(parsed) ? parsed : null
  }
  catch {
    // Another service may write them in another way: then there is only the name.
    return null
  }
}
