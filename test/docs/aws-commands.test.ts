/** Every command of the AWS CLI that a page prints names an operation and parameters that AWS's own client knows. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as cloudFormation from '@aws-sdk/client-cloudformation'
import * as cloudFront from '@aws-sdk/client-cloudfront'
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import * as dynamoDb from '@aws-sdk/client-dynamodb'
import * as kms from '@aws-sdk/client-kms'
import * as secretsManager from '@aws-sdk/client-secrets-manager'
import * as wafv2 from '@aws-sdk/client-wafv2'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: root })]

const clients: Readonly<Record<string, object>> = {
  cloudformation: cloudFormation,
  cloudfront: cloudFront,
  'cognito-idp': cognito,
  dynamodb: dynamoDb,
  kms,
  secretsmanager: secretsManager,
  wafv2,
}

/** Services for which no client is installed, and `logs tail`, which only the CLI has: https://docs.aws.amazon.com/cli/latest/reference */
const otherOperations: Readonly<Record<string, readonly string[]>> = {
  'acm describe-certificate': ['certificate-arn'],
  'acm request-certificate': ['domain-name', 'validation-method'],
  'backup delete-recovery-point': ['backup-vault-name', 'recovery-point-arn'],
  'backup list-backup-jobs': ['by-resource-arn'],
  'backup stop-backup-job': ['backup-job-id'],
  'cloudtrail get-event-selectors': ['trail-name'],
  'cloudtrail get-trail-status': ['name'],
  'cloudtrail lookup-events': ['lookup-attributes', 'max-results'],
  'cloudtrail put-event-selectors': ['trail-name', 'advanced-event-selectors'],
  'cloudtrail start-logging': ['name'],
  'cloudwatch describe-alarms': ['alarm-name-prefix', 'state-value'],
  'configure sso': [],
  'ec2 describe-availability-zones': [],
  'elasticache describe-serverless-caches': ['serverless-cache-name'],
  'elasticache describe-users': [],
  'iam create-open-id-connect-provider': ['url', 'client-id-list'],
  'iam create-policy': ['policy-name', 'policy-document'],
  'iam create-role': ['role-name', 'assume-role-policy-document'],
  'iam put-role-policy': ['role-name', 'policy-name', 'policy-document'],
  'lambda get-account-settings': [],
  'lambda get-function-configuration': ['function-name'],
  'lambda invoke': ['function-name'],
  'lambda put-function-concurrency': ['function-name', 'reserved-concurrent-executions'],
  'logs tail': ['since', 'format', 'filter-pattern'],
  'service-quotas list-service-quotas': ['service-code'],
  'service-quotas request-service-quota-increase': ['service-code', 'quota-code', 'desired-value'],
  'sqs purge-queue': ['queue-url'],
  'sqs receive-message': ['queue-url', 'max-number-of-messages'],
  'sso login': [],
  'sts get-caller-identity': [],
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html */
const globalOptions = new Set(['region', 'query', 'output', 'profile'])

interface AwsCommand {
  readonly service: string
  readonly operation: string
  readonly options: readonly string[]
  /** In a code block a command is complete; in a sentence it may be only a name. */
  readonly isComplete: boolean
}

function commandsIn(markdown: string): readonly AwsCommand[] {
  const blocks = [...markdown.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, code = '']) => code.replaceAll('\\\n', ' '))
  const sentences = markdown.replaceAll(/^```.*?^```/gms, '')
  const inline = [...sentences.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  const find = (text: string, isComplete: boolean): readonly AwsCommand[] =>
    [...text.matchAll(/\baws ([a-z0-9-]+) ([a-z-]+)([^\n)]*)/g)].map(([, service = '', operation = '', rest = '']) => ({
      ...{ service, operation, isComplete },
      options: [...rest.matchAll(/ --([a-z-]+)/g)].map(([, option = '']) => option),
    }))
  return [...blocks.flatMap((code) => find(code, true)), ...inline.flatMap((code) => find(code, false))]
}

const Operation = z.tuple([z.number(), z.string(), z.string(), z.unknown(), z.function()], z.unknown())
/** A structure of the client's schema: its members, and the number of required ones, which come first. */
const Input = z.tuple([z.number(), z.string(), z.string(), z.unknown(), z.array(z.string()), z.unknown()], z.unknown())

/** As the AWS CLI derives an option from a member: `UserPoolId` is `--user-pool-id`. */
const optionOf = (member: string): string =>
  member
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()

/** The errors of a command; none if it is valid. */
function faultsOf({ service, operation, options, isComplete }: AwsCommand): readonly string[] {
  const name = `aws ${service} ${operation}`
  const known = otherOperations[`${service} ${operation}`] ?? optionsOfClient(service, operation)
  if (known === undefined) return [`${name}: no such operation`]
  const all = 'all' in known ? known.all : known
  const required = 'all' in known ? known.required : []
  const given = options.map((option) => (all.includes(option) ? option : option.replace(/^no-/, '')))
  return [
    ...given
      .filter((option) => !all.includes(option) && !globalOptions.has(option))
      .map((each) => `${name}: no --${each}`),
    ...(isComplete
      ? required.filter((option) => !given.includes(option)).map((each) => `${name}: --${each} is missing`)
      : []),
  ]
}

function optionsOfClient(service: string, operation: string) {
  const wanted = `${operation.replaceAll('-', '')}$`
  const [, found] = Object.entries(clients[service] ?? {}).find(([name]) => name.toLowerCase() === wanted) ?? []
  const schema = Operation.safeParse(found).data
  if (schema === undefined) return undefined
  const [, , , , members, , required = 0] = Input.parse(schema[4]())
  const all = members.map(optionOf)
  return { all, required: all.slice(0, Number(required)) }
}

test('every AWS command in the documentation uses an existing operation and existing parameters', () => {
  const commands = pages.flatMap((page) => commandsIn(readFileSync(resolve(root, page), 'utf8')))
  expect(commands.filter(({ isComplete }) => isComplete).length).toBeGreaterThan(6)
  expect(commands.flatMap(faultsOf)).toEqual([])
})

test('a wrong name in an AWS command is reported, both in a code block and in a sentence', () => {
  const page = [
    '```sh',
    'POOL=$(aws cloudformation describe-stack-resource --stack-name one --logical-resource-id UserPool --query It)',
    'aws cognito-idp admin-get-user --user-pool-id "$POOL" \\',
    '  --user-name ada',
    'aws cognito-idp admin-forget-user --username ada',
    '```',
    'See `aws dynamodb delete-resource-policy` and `aws cloudformation update-termination-protection --no-enable-protection`.',
  ].join('\n')
  expect(commandsIn(page).flatMap(faultsOf)).toEqual([
    'aws cognito-idp admin-get-user: no --user-name',
    'aws cognito-idp admin-get-user: --username is missing',
    'aws cognito-idp admin-forget-user: no such operation',
    'aws cloudformation update-termination-protection: no --enable-protection',
  ])
})
