/** Findings about the API, CloudFront, the firewalls and the pool of people that are meant to stay. */
import type { Acknowledged } from '../review.ts'

const visitorSteps = ['open', 'resume', 'extend', 'decline', 'submit'].map((step) => `api/Api/${step}-form`)
const firewalls = ['firewall/Firewall/Acl', 'api/ApiFirewall/Acl']

export const edgeFindings: readonly Acknowledged[] = [
  {
    rules: ['AwsSolutions-COG4'],
    on: ['api/Api/*'],
    because:
      'The authorizer is the service’s own: it takes issuers other than Cognito, and asks whether a sign-in has ended.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    on: ['api/Api/other methods of *'],
    because: 'They answer 405 without calling anything; the key that they ask for is one that nobody has.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: [...visitorSteps, 'api/Api/report-progress', 'api/Api/issue-submit-key'],
    because:
      'A visitor has no account: a key that is good for one thing once, or the secret of the visitor’s browser, decides.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: ['api/Api/GET --*', 'api/Api/HEAD --*'],
    because: 'The pages are public. What is done on them is asked of the steps, each with its own key or sign-in.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: ['api/Api/get-openapi'],
    because: 'The description of the API is public.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CT.APIGATEWAY.PR.5'],
    on: ['push/Routes/closed route'],
    because: 'Nobody calls it: API Gateway tells of a socket that is closed. Who may open one is asked at the opening.',
  },
  {
    rules: ['AwsSolutions-APIG2'],
    on: ['front/Front/Api'],
    because:
      'The handlers read every request strictly and answer in the form of the contract, which a model at the gateway cannot.',
  },
  {
    rules: [
      ...['AwsSolutions-APIG6', 'PCI.DSS.321-APIGWExecutionLoggingEnabled'],
      ...['NIST.800.53.R5-APIGWExecutionLoggingEnabled', 'CT.APIGATEWAY.PR.1'],
    ],
    on: ['api/Api/Stage'],
    because:
      'An execution log can hold headers and bodies (PCI DSS 3.3.1). The access log says of each request what is listed.',
  },
  {
    rules: ['CT.APIGATEWAY.PR.2', 'CKV_AWS_73'],
    on: ['api/Api/Stage'],
    because: 'A trace would be one more place for parts of a request. Latencies are in the access log and the metrics.',
  },
  {
    rules: ['PCI.DSS.321-APIGWCacheEnabledAndEncrypted', 'NIST.800.53.R5-APIGWCacheEnabledAndEncrypted', 'CKV_AWS_120'],
    on: ['api/Api/Stage'],
    because: 'Nothing that the API answers may be kept, encrypted or not.',
  },
  {
    rules: ['PCI.DSS.321-APIGWSSLEnabled', 'NIST.800.53.R5-APIGWSSLEnabled'],
    on: ['api/Api/Stage'],
    because:
      'A client certificate is shown to back ends that are reached by HTTP. Here there are only functions, called by AWS.',
  },
  {
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    ],
    on: ['api/Api/LogRole'],
    because: 'One role for a whole account, which API Gateway checks for just the rights of this policy.',
  },
  {
    rules: ['CT.APIGATEWAY.PR.4'],
    on: ['push/Routes/Stage'],
    because: 'A false alarm: there is an access log, whose ARN is cut from another one, which the rule does not read.',
  },
  {
    rules: ['CT.LAMBDA.PR.2'],
    on: ['api/Api/*', 'push/Routes/*'],
    because:
      'A false alarm: each names the one method that may call, in an ARN made of parts, which the rule does not read.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    on: ['front/Front/Distribution'],
    because: 'From where a visitor may answer is for the brand to say. The rule asks to think of it.',
  },
  {
    rules: ['AwsSolutions-CFR3', 'CKV_AWS_86', 'CT.CLOUDFRONT.PR.5'],
    on: ['front/Front/Distribution'],
    because:
      'In production the firewall’s log has each request, under our key and without what proves who somebody is.',
  },
  {
    rules: [
      ...[
        'AwsSolutions-CFR4',
        'CKV_AWS_174',
        'CT.CLOUDFRONT.PR.6',
        'CT.CLOUDFRONT.PR.7',
        'CT.CLOUDFRONT.PR.9',
        'PCI.DSS.401-DistributionTakesTls12AndUp',
      ],
    ],
    on: ['front/Front/Distribution'],
    onlyIn: 'demo',
    because:
      'Without a domain CloudFront’s own certificate serves. Production must name a domain, and takes TLS 1.2 and up.',
  },
  {
    rules: ['CT.CLOUDFRONT.PR.1', 'CT.CLOUDFRONT.PR.4'],
    on: ['front/Front/Distribution'],
    because:
      'No page is at the root, and the bucket lists nothing. A second origin would be a second copy of the service.',
  },
  {
    rules: ['CKV_AWS_192'],
    on: firewalls,
    because: 'There is no Java here. Managed rules read bodies, and answers are free text that may look like anything.',
  },
  {
    rules: ['AwsSolutions-COG1'],
    on: ['identity/SignIn/People/Pool'],
    because:
      'Twelve characters with letters and digits as PCI DSS 8.3.6 asks, and a second factor always; the rule wants symbols.',
  },
  {
    rules: ['AwsSolutions-COG8'],
    on: ['identity/SignIn/People/Pool'],
    because: 'Essentials has what is needed; who fails to sign in is counted and disabled by the service itself.',
  },
]
