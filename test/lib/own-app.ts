import { App, Stack } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { bundleHandlers } from '../../tools/bundle/bundle.ts'

const app = new App()
const env = { account: '111122223333', region: 'us-east-1' }
const settings = stageSettings('desk', {
  desk: {
    ...env,
    purpose: 'demo',
    availabilityZones: ['use1-az1', 'use1-az2', 'use1-az4'],
    keyEndpointZones: 1,
    sites: ['acme'],
    signIn: {
      kind: 'cognito',
      domainPrefix: 'desk-111122223333',
      callbackAddresses: ['https://desk.example.com/signed-in'],
    },
  },
})

const bundlesFolder = 'build/lambdas'
await bundleHandlers({ root: new URL('../..', import.meta.url).pathname, outputFolder: bundlesFolder })
const { files: pages } = await buildPages()
const sealform = new SealformService(app, 'Sealform', { settings, bundlesFolder, pages })

const desk = new Stack(app, 'Desk', { env })
new Rule(desk, 'Submitted', {
  eventBus: sealform.eventBus,
  eventPattern: { detailType: ['form-submitted'] },
  targets: [new SqsQueue(new Queue(desk, 'Forms', { enforceSSL: true }))],
})
app.synth()
