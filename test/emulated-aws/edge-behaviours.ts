/** What is in front of the functions: the distribution, the firewalls, the API's authorizers, the sign-in page. */
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { SiteId } from '../../contracts/identifiers.ts'
import { peoplePartition } from '../../lambdas/adapters/dynamodb/items.ts'
import { cognitoIssuer } from '../../lambdas/identity/pool-event.ts'
import { apiStage } from '../../lib/edge/api-stage.ts'
import type { AwsBehaviour, ProbeContext } from './behaviour.ts'
import { dynamoDbOf } from './clients.ts'

interface ProbeRequest {
  readonly host: string
  readonly path: string
  readonly method?: string
}

/** Sends a request to the emulator under a host name that only the name servers of AWS know. */
function requestByHostName(
  { account }: ProbeContext,
  { host, path, method = 'GET' }: ProbeRequest,
): Promise<{ status: number; body: string }> {
  const { port } = new URL(account.endpoint)
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, servername: 'localhost', method, path, headers: { host } })
    asked.on('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}

const apiHost = ({ account, stage }: ProbeContext) =>
  `${stage.apiId}.execute-api.127.0.0.1:${new URL(account.endpoint).port}`

export const edgeBehaviours: readonly AwsBehaviour[] = [
  {
    sentence: 'the API treats an encoded slash as part of an id, and calls the authorizer',
    expected: 'pretended',
    dependentTests: { endToEnd: ['ids that a brand brings along "a/b" is no id of a conversation or an agent'] },
    async holds(place) {
      const path = `/${apiStage}/v1/conversations/a%2Fb/forms`
      return (await requestByHostName(place, { host: apiHost(place), path })).status === 401
    },
  },
  {
    sentence: 'the firewall before the API blocks requests that bypass CloudFront',
    expected: 'pretended',
    dependentTests: { deployed: ['the edge cannot be bypassed'] },
    async holds(place) {
      const path = `/${apiStage}/v1/openapi.json`
      return (await requestByHostName(place, { host: apiHost(place), path })).status === 403
    },
  },
  {
    sentence: 'the distribution answers under its name, with the pages and the API behind it',
    expected: 'pretended',
    dependentTests: { smoke: ['Looking at the link spends nothing'] },
    async holds(place) {
      const { status, body } = await requestByHostName(place, {
        host: place.stage.distributionName,
        path: '/v1/openapi.json',
      })
      return status === 200 && body.includes('"openapi"')
    },
  },
  {
    // The functions themselves are invoked directly, see pool-triggers.ts.
    sentence: 'a pool calls the triggers before the password and after the second factor',
    expected: 'pretended',
    async holds({ account, stage, signIn }) {
      const [siteId, subject] = [SiteId.parse('acme'), 'never-seen']
      await signIn.token({ siteId, subject, profile: 'agent' })
      const issuer = cognitoIssuer({ region: account.env.AWS_REGION ?? '', userPoolId: stage.userPoolId })
      const client = dynamoDbOf(account)
      const Key = { siteAndIssuer: { S: peoplePartition({ siteId, issuer }) }, subject: { S: subject } }
      const { Item } = await client.send(new GetItemCommand({ TableName: stage.tables.people, Key }))
      client.destroy()
      return Item !== undefined
    },
  },
  {
    sentence: 'no one gets a token without a second factor',
    expected: 'pretended',
    dependentTests: { deployed: ['a password alone signs no one in'] },
    holds: ({ signIn }) =>
      signIn.token({ siteId: 'acme', subject: 'without-second-factor', profile: 'agent' }).then(
        () => false,
        () => true,
      ),
  },
]
