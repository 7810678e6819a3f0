/** An AWS account behind the wire: it answers signed requests as the services do, in XML or JSON. */
import { stageFromFile } from '../../../tools/cdk/stages-file.ts'
import { type Action, actions, type Wire, wires } from '../../../tools/doctor/aws/actions.ts'
import { readAws } from '../../../tools/doctor/aws/read-aws.ts'
import { readDeployedStage } from '../../../tools/doctor/deployed-stage.ts'
import type { Check, Finding } from '../../../tools/doctor/finding.ts'
import { runChecks } from '../../../tools/doctor/run-checks.ts'
import { healthyAccount } from './healthy-account.ts'
import type { ReceivedRequest, Replies, Settings } from './replies.ts'

/** Changes settings without their validation: a doctor also meets those of another version. */
export const changed = (settings: Settings, changes: object): Settings => ({ ...settings, ...changes })

export const demo = stageFromFile('demo', 'stages.example.json')
export const production = changed(stageFromFile('production', 'stages.example.json'), {
  reservedConcurrency: { 'submit-form': 100, 'retrieve-submission': 100 },
})

const errorResponse = (code: string, status = 400): Response =>
  Response.json({ __type: `com.amazonaws#${code}`, message: `${code} happened` }, { status })

export const refused =
  (code: string, status = 400) =>
  () =>
    errorResponse(code, status)
export const denied = refused('AccessDeniedException', 403)

/** The account of the healthy fixtures, with other replies to some actions. */
export const account = (replies: Replies = {}, settings: Settings = production) => {
  const requests: ReceivedRequest[] = []
  const all: Replies = { ...healthyAccount(settings), ...replies }
  const answer: typeof fetch = async (address, init) => {
    const request = received(new URL(String(address)), init ?? {})
    requests.push(request)
    const given = all[request.action]
    const reply = typeof given === 'function' ? given(request) : given
    if (reply instanceof Response) return reply.clone()
    if (reply === undefined) return errorResponse('UnknownOperationException')
    return new Response(typeof reply === 'string' ? reply : JSON.stringify(reply))
  }
  const connection = {
    region: settings.region,
    credentials: async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' }),
    fetch: answer,
    pause: async () => {},
  }
  return { readAws: readAws(connection), requests, called: () => new Set(requests.map(({ action }) => action)) }
}

/** The findings of one check in this account. */
export const findingsOf = (check: Check, replies: Replies = {}, settings = production): Promise<readonly Finding[]> => {
  const { readAws } = account(replies, settings)
  const deployed = () => readDeployedStage(readAws, settings)
  return runChecks([check], { settings, readAws, deployed, now: () => new Date('2026-11-30') })
}

const received = (address: URL, { body, headers: sent, method }: RequestInit): ReceivedRequest => {
  const headers = new Headers(sent)
  const [, region = '', service = ''] =
    /\/(?:\d{8})\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.get('authorization') ?? '') ?? []
  const target = headers.get('x-amz-target')
  const text = typeof body === 'string' ? body : ''
  if (method === 'GET') {
    const found = actions
      .map((action) => ({ action, match: restPath(action)?.exec(address.pathname) }))
      .find(({ match }) => match)
    return {
      ...{ action: actionOf(found?.action ?? ''), region },
      parameters: { ...Object.fromEntries(address.searchParams), ...found?.match?.groups },
    }
  }
  const form = new URLSearchParams(text)
  const parameters = target === null ? Object.fromEntries(form) : stringsOf(JSON.parse(text))
  return {
    ...{ region, parameters },
    action: actionOf(`${service}:${target?.split('.').at(-1) ?? form.get('Action')}`),
  }
}

const restPath = (action: Action): RegExp | undefined => {
  const wire: Wire = wires[action]
  return wire.protocol === 'rest' ? new RegExp(`^${wire.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) : undefined
}

const actionOf = (name: string): Action => {
  const action = actions.find((each) => each === name)
  if (action === undefined) throw new Error(`${name} is not an action of the doctor`)
  return action
}

const stringsOf = (value: object): Record<string, string> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]))
