package cn.nongchao.loop;

import java.util.UUID;

/** A file was asked for whose bytes or row are not what was sealed; it was not given out. */
public record FileAltered(UUID evidence) {}
