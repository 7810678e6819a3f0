/** The outputs of a stage, which its operators and their tools look up. The names of the outputs never change. */

interface StageOutput {
  readonly stack: string
  readonly description: string
}

export const stageOutputs = {
  Address: { stack: 'front', description: 'The address of the service.' },
  DistributionDomainName: {
    stack: 'front',
    description: 'The name of the CloudFront distribution, to which the DNS record of your own domain points.',
  },
  AvailabilityZones: {
    stack: 'network',
    description: 'The zones of the network, in the order of its subnets. They cannot be changed.',
  },
  UserPoolId: { stack: 'identity', description: 'The user pool of the people and of the chat backends.' },
  AgentsClientId: { stack: 'identity', description: 'The client with which people sign in.' },
  SignInAddress: { stack: 'identity', description: 'The authorization endpoint, where people sign in.' },
  TokenEndpoint: { stack: 'identity', description: 'The token endpoint, for people and for chat backends.' },
  AlarmTopicArn: { stack: 'watch', description: 'The topic that the alarms of the Region publish to.' },
} as const satisfies Readonly<Record<string, StageOutput>>

export type StageOutputName = keyof typeof stageOutputs
