import { Module } from '@nestjs/common';
import { SignOffsController } from './sign-offs.controller.js';
import { SignOffsService } from './sign-offs.service.js';

@Module({ controllers: [SignOffsController], providers: [SignOffsService] })
export class SignOffsModule {}
