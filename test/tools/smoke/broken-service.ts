/** Proxies between the smoke run and a real service, each with one defect. */
import * as z from 'zod/mini'

type Fetch = typeof globalThis.fetch

interface IncomingRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Readonly<Record<string, unknown>>
}

/** Forwards the request with the given changes. */
type Forward = (changed?: { body?: object; path?: string; authorization?: string }) => Promise<Response>

export type Defect = () => (asked: IncomingRequest, forward: Forward) => Promise<Response>

const Body = z.pipe(
  z.string(),
  z.pipe(
    z.transform((text: string): unknown => JSON.parse(text)),
    z.record(z.string(), z.unknown()),
  ),
)

export const withDefect = (breach: Defect, fetch: Fetch = globalThis.fetch): Fetch => {
  const answer = breach()
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = new Headers(init?.headers)
    const body = Body.safeParse(init?.body)
    const asked: IncomingRequest = {
      method: init?.method ?? 'GET',
      path: url.pathname,
      authorization: headers.get('authorization') ?? undefined,
      body: body.success ? body.data : {},
    }
    return answer(asked, (changed = {}) => {
      if (changed.authorization !== undefined) headers.set('authorization', changed.authorization)
      const sent = changed.body === undefined ? init : { ...init, body: JSON.stringify(changed.body) }
      return fetch(new URL(changed.path ?? url.pathname, url), { ...sent, headers })
    })
  }
}

const submitPath = '/v1/visitor/submit'
const openPath = '/v1/visitor/open'
const isRetrievePath = (path: string) => path.endsWith('/retrieve')
const isRetrieveKeyPath = (path: string) => path.endsWith('/retrieve-key')

const reply = (response: Response, body: unknown, status = response.status) =>
  Response.json(body, { status, headers: response.headers })

const withoutHeader = (response: Response, header: string) => {
  const headers = new Headers(response.headers)
  headers.delete(header)
  return new Response(response.body, { status: response.status, headers })
}

const Sealed = z.looseObject({ sealedAnswers: z.record(z.string(), z.looseObject({ ciphertext: z.string() })) })

export const altersSealedAnswers: Defect = () => async (asked, forward) => {
  const response = await forward()
  if (!isRetrievePath(asked.path) || !response.ok) return response
  const { sealedAnswers, ...rest } = Sealed.parse(await response.json())
  const changed = Object.entries(sealedAnswers).map(([id, { ciphertext, ...sealed }]) => {
    const first = ciphertext.startsWith('A') ? 'B' : 'A'
    return [id, { ...sealed, ciphertext: `${first}${ciphertext.slice(1)}` }]
  })
  return reply(response, { ...rest, sealedAnswers: Object.fromEntries(changed) })
}

/** Replays the recorded reply. */
const replaysResponses =
  (isRepeated: (path: string) => boolean): Defect =>
  () => {
    const answered = new Map<string, Response>()
    return async (asked, forward) => {
      const request = JSON.stringify(asked)
      const before = answered.get(request)
      if (before !== undefined) return before.clone()
      const response = await forward()
      if (isRepeated(asked.path) && response.ok) answered.set(request, response.clone())
      return response
    }
  }

export const acceptsReusedSubmitKeys = replaysResponses((path) => path === submitPath)
export const acceptsReusedRetrieveKeys = replaysResponses(isRetrievePath)

/** Concurrent requests get the same reply. */
export const acceptsOneKeyConcurrently: Defect = () => {
  const underWay = new Map<string, Promise<Response>>()
  return async (asked, forward) => {
    const request = JSON.stringify(asked)
    const same = underWay.get(request)
    if (same !== undefined) return (await same).clone()
    const response = forward()
    if (asked.path === submitPath) underWay.set(request, response)
    const kept = (await response).clone()
    underWay.delete(request)
    return kept
  }
}

export const opensWithAnyKey: Defect = () => {
  let opened: Response | undefined
  return async (asked, forward) => {
    const response = await forward()
    if (asked.path === openPath && response.ok) opened = response.clone()
    const isOfAnotherKind = /^sf[sr]_/.test(String(asked.body.openKey))
    return asked.path === openPath && isOfAnotherKind && opened !== undefined ? opened.clone() : response
  }
}

export const acceptsAnyVisitorSecret: Defect = () => {
  const secretOf = new Map<unknown, unknown>()
  return async ({ path, body }, forward) => {
    if (path === '/v1/visitor/submit-key') secretOf.set(body.formId, body.visitorSecret)
    const visitorSecret = secretOf.get(body.formId)
    const isStolen = path === submitPath && visitorSecret !== body.visitorSecret
    return isStolen ? forward({ body: { ...body, visitorSecret } }) : forward()
  }
}

const Issued = z.object({ submissionId: z.string(), retrieveKey: z.string() })

export const acceptsRetrieveKeysOfOtherForms: Defect = () => {
  const submissionOf = new Map<unknown, string>()
  return async ({ path, body }, forward) => {
    if (isRetrievePath(path)) {
      const own = submissionOf.get(body.retrieveKey)
      return own === undefined ? forward() : forward({ path: `/v1/submissions/${own}/retrieve` })
    }
    const response = await forward()
    if (!isRetrieveKeyPath(path) || !response.ok) return response
    const issued = Issued.parse(await response.clone().json())
    submissionOf.set(issued.retrieveKey, issued.submissionId)
    return response
  }
}

/** Treats every caller for whom `isTaken` is true as the sending agent. */
const treatsAsSender =
  (isTaken: (asked: IncomingRequest) => boolean): Defect =>
  () => {
    let sender: string | undefined
    return async (asked, forward) => {
      if (asked.path.endsWith('/forms')) sender = asked.authorization
      return isTaken(asked) && sender !== undefined ? forward({ authorization: sender }) : forward()
    }
  }

export const retrievesWithoutToken = treatsAsSender(
  ({ path, authorization }) => isRetrievePath(path) && authorization === undefined,
)
export const retrievesForOtherAgents = treatsAsSender(
  ({ path, authorization }) => isRetrievePath(path) && authorization !== undefined,
)
export const issuesKeysToOtherAgents = treatsAsSender(({ path }) => isRetrieveKeyPath(path))

export const ignoresClose: Defect =
  () =>
  async ({ path }, forward) => {
    const conversationId = /^\/v1\/conversations\/([^/]+)\/close$/.exec(path)?.[1]
    if (conversationId === undefined) return forward()
    return Response.json({ conversationId, status: 'closed' }, { headers: goodHeaders })
  }

const goodHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Request-Id': 'none',
}

const notAvailable = () =>
  Response.json(
    { type: 'about:blank', title: 'This is not available.', status: 404, code: 'not-available', requestId: 'none' },
    { status: 404, headers: goodHeaders },
  )

export const spendsKeyOnPageLoad: Defect = () => {
  let looked = false
  return async ({ method, path }, forward) => {
    if (method !== 'POST' && !path.startsWith('/v1/')) looked = true
    if (path !== openPath || !looked) return forward()
    looked = false
    return notAvailable()
  }
}

export const dropsUnknownFields: Defect =
  () =>
  async ({ path, body }, forward) => {
    const { siteId: _, ...known } = body
    return path === submitPath ? forward({ body: known }) : forward()
  }

export const grantsAnyOrigin: Defect = () => async (_, forward) => {
  const response = await forward()
  const headers = new Headers(response.headers)
  headers.set('Access-Control-Allow-Origin', '*')
  return new Response(response.body, { status: response.status, headers })
}

export const omitsSecurityHeader: Defect =
  () =>
  async ({ path }, forward) => {
    const response = await forward()
    return isRetrievePath(path) ? withoutHeader(response, 'strict-transport-security') : response
  }

export const omitsContentSecurityPolicy: Defect = () => async (_, forward) =>
  withoutHeader(await forward(), 'content-security-policy')

export const returnsAnswersOnSubmit: Defect =
  () =>
  async ({ path }, forward) => {
    const response = await forward()
    if (path !== submitPath || !response.ok) return response
    return reply(response, { ...z.looseObject({}).parse(await response.json()), answers: { 'card-number': '4111' } })
  }
