package cn.nongchao.people.web;

import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.Map;

/**
 * The form for a new person or a changed one.
 *
 * @param path where the form is sent
 * @param isNew whether the person does not exist yet
 * @param maskedId the identity number held, masked; empty for none
 */
public record PersonFormPage(
    String path,
    boolean isNew,
    Typed form,
    Map<String, Text> organisations,
    String maskedId,
    String maskedPhone) {}
