/** The parameters of HPKE that both halves of sealing share. */
import { additionalData, type SealingContext, sealingInfo } from '../../contracts/sealing.ts'

const utf8 = new TextEncoder()

/** The `info` parameter of HPKE. */
export const hpkeInfo = utf8.encode(sealingInfo)

/** Returns the `aad` parameter of HPKE. */
export const hpkeAad = (context: SealingContext): Uint8Array<ArrayBuffer> => utf8.encode(additionalData(context))
