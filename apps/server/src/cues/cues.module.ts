import { Module } from '@nestjs/common';
import { CuesController } from './cues.controller.js';
import { CuesService } from './cues.service.js';

@Module({ controllers: [CuesController], providers: [CuesService], exports: [CuesService] })
export class CuesModule {}
