/** The package has no types of its own; this is what the page uses. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface SwaggerRequest {
    headers: Record<string, string>
  }
  interface SwaggerOptions {
    domNode: HTMLElement | null
    url: string
    deepLinking: boolean
    requestInterceptor: (request: SwaggerRequest) => SwaggerRequest
  }
  export default function SwaggerUIBundle(options: SwaggerOptions): unknown
}
