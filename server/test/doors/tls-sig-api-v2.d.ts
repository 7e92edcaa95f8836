declare module 'tls-sig-api-v2' {
  export class Api {
    constructor(sdkAppId: number, key: string)
    genUserSig(userId: string, expire: number): string
    genPrivateMapKey(userId: string, expire: number, roomId: number, rights: number): string
  }
}
