/**
 * The statements that only a run on AWS can prove. docs/proven.md lists the same statements, and `npm run prove`
 * answers each of them.
 */
export const sentences = {
  deployed: 'the documented commands deploy a stage, and smoke passes on it',
  'pool-triggers': 'the pool calls its functions during a sign-in',
  'scope-omitted': 'Cognito omits a scope from its tokens, as its trigger requests',
  'authenticator-removed': 'an authenticator can be removed, and the person sets up another',
  'network-joined': 'Lambda joins the isolated network with these grants, and the flow log records its traffic',
  'holding-by-iam': 'ElastiCache admits the functions by IAM',
  'holding-limit': 'ElastiCache refuses requests beyond its limit',
  'vault-policies': "DynamoDB accepts the policies of the vault's tables",
  'backup-alarm': 'the events of AWS Backup raise `data-keys-copied`',
  'conditional-requests': 'CloudFront passes conditional requests',
  'failures-not-cached': 'CloudFront caches no failure',
  'bypass-refused': 'the API refuses requests that bypass CloudFront',
  'edge-firewall': 'the firewall of CloudFront blocks a request by its rules, and logs it',
  rotation: 'the rotation changes the secret between CloudFront and the API, without a refused request',
  socket: 'a socket through CloudFront receives the events of a form',
  'alarm-published': 'an alarm publishes to its encrypted topic',
  trail: 'the trail writes its log',
  erasure: 'an erasure completes, and its submission is not available afterwards',
  upgrade: 'a second deployment keeps stored answers readable',
  'output-across-regions':
    'CloudFormation reads the output of the firewall across Regions (`Fn::GetStackOutput`, a stage outside us-east-1)',
  destroyed: 'the documented command removes a demo',
} as const

export type SentenceId = keyof typeof sentences

const isId = (name: string): name is SentenceId => Object.hasOwn(sentences, name)

export const sentenceIds: readonly SentenceId[] = Object.keys(sentences).filter(isId)
