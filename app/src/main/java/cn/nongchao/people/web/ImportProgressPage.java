package cn.nongchao.people.web;

import cn.nongchao.people.imports.LongImports.Progress;
import java.util.UUID;

/** A file of many rows while it is written. */
public record ImportProgressPage(String kind, UUID id, Progress progress) {}
