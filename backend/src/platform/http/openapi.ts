import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const DESCRIPTION = `Agents ask, people answer, on whatever channel they are. Sign in at \`POST /api/oauth/token\` (or make a personal
access token) and send \`Authorization: Bearer …\`. Errors are RFC 9457 problem documents with a stable \`code\`.
Sending, answering, stopping and following live are also WebSocket frames at \`/ws\`.`;

/** The API's description at /api/openapi.json (OpenAPI 3.1) and as a page at /api/docs, both from the routes themselves. */
export function serveOpenApi(app: NestExpressApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Parley')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  // Built when somebody first asks: a start does not wait for it.
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Parley API',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}
