import { App, Stack } from 'aws-cdk-lib'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { SealformService } from 'sealform/cdk'

const app = new App()
const env = { account: '111122223333', region: 'us-east-1' } as const
const sealform = new SealformService(app, 'Sealform', {
  ...env,
  stage: 'desk',
  purpose: 'demo',
  availabilityZones: ['use1-az1', 'use1-az2', 'use1-az4'],
  keyEndpointZones: 1,
  sites: ['acme'],
  signIn: {
    kind: 'cognito',
    domainPrefix: 'desk-111122223333',
    callbackAddresses: ['https://desk.example.com/signed-in'],
  },
})

const desk = new Stack(app, 'Desk', { env })
const queue = new Queue(desk, 'Forms', { enforceSSL: true })
sealform.onForm('submitted', new SqsQueue(queue), desk)
sealform.onForm('declined', new SqsQueue(queue), desk)
