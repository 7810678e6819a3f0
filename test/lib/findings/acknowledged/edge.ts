/** Accepted findings about the API, CloudFront, its firewall and the user pool. */
import type { Acknowledged } from '../review.ts'

const visitorSteps = ['open', 'resume', 'extend', 'decline', 'submit'].map((step) => `api/Api/${step}-form`)

export const edgeFindings: readonly Acknowledged[] = [
  {
    rules: ['AwsSolutions-COG4'],
    on: ['api/Api/*'],
    because: 'The service’s own authorizer accepts issuers other than Cognito, and checks whether a session has ended.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    on: ['api/Api/other methods of *'],
    because: 'They answer 405 without calling anything. They require an API key, and none exists.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: [...visitorSteps, 'api/Api/report-progress', 'api/Api/issue-submit-key'],
    because: 'A visitor has no account: a one-time key or the secret of the visitor’s browser decides.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: ['api/Api/GET --*', 'api/Api/HEAD --*'],
    because: 'The pages are public. Each step that a page calls requires its own key or sign-in.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CKV_AWS_59'],
    on: ['api/Api/get-openapi'],
    because: 'The description of the API is public.',
  },
  {
    rules: ['AwsSolutions-APIG4', 'CT.APIGATEWAY.PR.5'],
    on: ['push/Routes/closed route'],
    because: 'Only API Gateway calls it, when a socket closes. The authorizer runs when a socket opens.',
  },
  {
    rules: ['AwsSolutions-APIG2'],
    on: ['front/Front/Api'],
    because:
      'The handlers parse every request strictly and answer as the contract says, which a model at the gateway cannot.',
  },
  {
    rules: [
      ...['AwsSolutions-APIG6', 'PCI.DSS.321-APIGWExecutionLoggingEnabled'],
      ...['NIST.800.53.R5-APIGWExecutionLoggingEnabled', 'CT.APIGATEWAY.PR.1'],
    ],
    on: ['api/Api/Stage'],
    because: 'An execution log can hold headers and bodies (PCI DSS 3.3.1). The access log has a fixed list of fields.',
  },
  {
    rules: ['CT.APIGATEWAY.PR.2', 'CKV_AWS_73'],
    on: ['api/Api/Stage'],
    because: 'A trace would store parts of a request again. Latencies are in the access log and the metrics.',
  },
  {
    rules: ['PCI.DSS.321-APIGWCacheEnabledAndEncrypted', 'NIST.800.53.R5-APIGWCacheEnabledAndEncrypted', 'CKV_AWS_120'],
    on: ['api/Api/Stage'],
    because: 'No response of the API may be cached, encrypted or not.',
  },
  {
    rules: ['PCI.DSS.321-APIGWSSLEnabled', 'NIST.800.53.R5-APIGWSSLEnabled'],
    on: ['api/Api/Stage'],
    because:
      'A client certificate authenticates API Gateway to HTTP back ends. Here there are only functions, called by AWS.',
  },
  {
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    ],
    on: ['api/Api/LogRole'],
    because: 'One role for the whole account. API Gateway requires exactly the permissions of this policy.',
  },
  {
    rules: ['CT.APIGATEWAY.PR.4'],
    on: ['push/Routes/Stage'],
    because: 'A false alarm: there is an access log. Its ARN is derived from another, which the rule does not resolve.',
  },
  {
    rules: ['CT.LAMBDA.PR.2'],
    on: ['api/Api/*', 'push/Routes/*'],
    because:
      'A false alarm: each permission names one method, in an ARN of joined parts, which the rule does not resolve.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    on: ['front/Front/Distribution'],
    because: 'The brand decides from where visitors may answer. The rule only asks to consider it.',
  },
  {
    rules: ['AwsSolutions-CFR3', 'CKV_AWS_86', 'CT.CLOUDFRONT.PR.5'],
    on: ['front/Front/Distribution'],
    because: 'The functions log each request with the caller’s address, under our key and without credentials.',
  },
  {
    rules: [
      ...[
        'AwsSolutions-CFR4',
        'CKV_AWS_174',
        'CT.CLOUDFRONT.PR.6',
        'CT.CLOUDFRONT.PR.7',
        'CT.CLOUDFRONT.PR.9',
        'PCI.DSS.401-DistributionRequiresTls12',
      ],
    ],
    on: ['front/Front/Distribution'],
    onlyIn: 'demo',
    because:
      'Without a domain it uses CloudFront’s own certificate. Production must name one, and takes TLS 1.2 and up.',
  },
  {
    rules: ['CT.CLOUDFRONT.PR.1', 'CT.CLOUDFRONT.PR.4'],
    on: ['front/Front/Distribution'],
    because:
      'No page is at the root, and the bucket is not listable. A second origin would be a second copy of the service.',
  },
  {
    rules: ['AwsSolutions-APIG3', 'PCI.DSS.321-APIGWAssociatedWithWAF', 'NIST.800.53.R5-APIGWAssociatedWithWAF'],
    on: ['api/Api/Stage'],
    because: 'The policy of the API denies all requests but CloudFront’s, which the web ACL inspected (decision 68).',
  },
  {
    rules: ['CKV_AWS_192'],
    on: ['firewall/Firewall/Acl'],
    because: 'There is no Java here. Managed rules inspect bodies, and answers are free text that may match them.',
  },
  {
    rules: ['AwsSolutions-COG1'],
    on: ['identity/SignIn/People/Pool'],
    because: 'Twelve characters with letters and digits (PCI DSS 8.3.6), and always a second factor; it wants symbols.',
  },
  {
    rules: ['AwsSolutions-COG8'],
    on: ['identity/SignIn/People/Pool'],
    because: 'Essentials has what is needed. The service itself counts failed sign-ins and disables people.',
  },
]
