package cn.nongchao.cases.requests;

import cn.nongchao.cases.EventLife.EventStage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, understood.
 *
 * @param due null where the file gives no deadline
 * @param last the last moment the file knows of it: closing, else the status's date, else creation
 * @param stage how far it had come
 */
record Request(
    String ref,
    Instant created,
    @Nullable Instant due,
    Instant last,
    EventStage stage,
    boolean duplicate,
    String status,
    String category,
    String channel,
    String agency,
    String words,
    String address,
    @Nullable Double lat,
    @Nullable Double lon) {}
