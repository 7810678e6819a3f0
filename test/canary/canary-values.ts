/** Where the canaries of one run are kept, with everything that was answered while they were about. */
import { randomBytes, randomInt } from 'node:crypto'
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import type { Canary, Place } from './search.ts'

export interface Knock {
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer | object
  readonly accessToken?: string
}

export interface Cage {
  readonly canaries: readonly Canary[]
  /** Replies that refused something, heads and bodies. */
  readonly refusals: readonly Place[]
  /** Remembers a value that must be found nowhere. */
  keep(name: string, value: string, more?: Omit<Canary, 'name' | 'value'>): string
  /** The same for a secret that the service keeps as a hash. */
  keepSecret(name: string, value: string | undefined): string
  /** A new value of its own: 24 lower-case letters and digits, the first a letter. */
  fresh(name: string): string
  /** The same, to be sent as the name of a field or of a parameter. */
  freshField(name: string): string
  /** Sends anything anywhere, and keeps the reply as one that must not repeat it. */
  knock(method: string, path: string, knock?: Knock): Promise<number>
}

/** For one run; with the canaries and the replies of the run before it, if there was one. */
export const openCage = (origin: string, before?: Cage): Cage => {
  const canaries: Canary[] = [...(before?.canaries ?? [])]
  const refusals: Place[] = [...(before?.refusals ?? [])]
  const keep: Cage['keep'] = (name, value, more = {}) => {
    canaries.push({ name, value, ...more })
    return value
  }
  return {
    canaries,
    refusals,
    keep,
    keepSecret: (name, value) => {
      if (value === undefined) throw new Error(`There is no ${name}.`)
      return keep(name, value, {
        mayBeHashed: true,
        decoded: Buffer.from(value.replace(/^sf[osrt]_/, ''), 'base64url'),
      })
    },
    fresh: (name) => keep(name, newWord()),
    freshField: (name) => keep(name, newWord(), { isFieldName: true }),
    knock: async (method, path, knock = {}) => {
      const { status, reply } = await answerTo(origin, method, path, knock)
      refusals.push({ name: `the reply ${refusals.length + 1}, ${status} to ${method}`, bytes: reply })
      return status
    },
  }
}

const newWord = (): string => `c${randomBytes(12).toString('hex').slice(1)}`

const answerTo = (
  origin: string,
  method: string,
  path: string,
  { headers = {}, body, accessToken }: Knock,
): Promise<{ status: number; reply: Buffer }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const isText = typeof body === 'string' || Buffer.isBuffer(body)
    const request = httpRequest(
      {
        ...{ hostname, port, method, path, agent: false },
        headers: {
          'Content-Type': 'application/json',
          ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
          ...headers,
        },
      },
      (response) => {
        const chunks = [Buffer.from(`${response.statusMessage}\n${response.rawHeaders.join('\n')}\n\n`)]
        response.on('data', (chunk) => chunks.push(Buffer.from(chunk)))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, reply: Buffer.concat(chunks) }))
      },
    )
    request.on('error', reject)
    request.end(body === undefined ? undefined : isText ? body : JSON.stringify(body))
  })

export const digits = (count: number): string =>
  Array.from({ length: count }, (_, place) => randomInt(place === 0 ? 1 : 0, 10)).join('')
