/**
 * The caller's own address on its way to the handlers, which count refused keys by it: API Gateway sees CloudFront's. It is told
 * in a header of our own, because the header that CloudFront has for it cannot be asked for together with all that a caller
 * sends but the host (docs/decisions/0016).
 */
import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export const viewerAddressHeader = 'x-sealform-viewer-address'

/** Puts the address of the connection into the header, in place of whatever the caller wrote there. */
export const viewerAddressCode = `function handler(event) {
  event.request.headers['${viewerAddressHeader}'] = { value: event.viewer.ip };
  return event.request;
}
`

export const viewerAddressFunction = (scope: Construct, settings: StageSettings): CloudFrontFunction =>
  new CloudFrontFunction(scope, 'ViewerAddress', {
    functionName: `${prefixOf(settings)}-viewer-address`,
    comment: 'Tells the API the address of the caller.',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(viewerAddressCode),
  })
