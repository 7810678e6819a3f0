/**
 * Passes the caller's own address to the handlers, which count refused keys per address. API Gateway itself sees only
 * CloudFront's address. The header is our own, because CloudFront's header for the address cannot be used if all viewer
 * headers except the host are forwarded (docs/decisions/0016).
 */
import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { accountWideNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export const viewerAddressHeader = 'x-sealform-viewer-address'

/** Sets the header to the address of the connection, and so overwrites a value that the caller sent. */
export const viewerAddressCode = `function handler(event) {
  event.request.headers['${viewerAddressHeader}'] = { value: event.viewer.ip };
  return event.request;
}
`

export const viewerAddressFunction = (scope: Construct, settings: StageSettings): CloudFrontFunction =>
  new CloudFrontFunction(scope, 'ViewerAddress', {
    functionName: accountWideNameOf(settings, 'viewer-address'),
    comment: 'Passes the address of the caller to the API.',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(viewerAddressCode),
  })
