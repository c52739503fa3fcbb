// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders what others can use of an exported package: its public and protected types and members, sorted. */
final class ExportedApi {
    private static final int MODIFIERS = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.FINAL;

    private ExportedApi() {}

    static List<String> of(String packageName) {
        SortedMap<String, Class<?>> types = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName)) {
            Class<?> reflected = type.reflect();
            if (type.getPackageName().equals(packageName) && usable(reflected)) {
                types.put(reflected.getName(), reflected);
            }
        }
        List<String> lines = new ArrayList<>();
        types.values().forEach(type -> lines.addAll(render(type)));
        return lines;
    }

    private static boolean usable(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getEnclosingClass()) {
            if (!visible(t.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass();
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<String> render(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(head(type));
        Stream<Member> members = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .map(Member.class::cast);
        lines.addAll(members.filter(m -> visible(m.getModifiers()) && !m.isSynthetic() && !everyObjectHas(m))
                .map(m -> "  " + render(m).replace(type.getTypeName() + ".", "").replace("java.lang.", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
        return lines;
    }

    private static boolean everyObjectHas(Member member) {
        return List.of("equals", "hashCode", "toString").contains(member.getName());
    }

    private static String head(Class<?> type) {
        List<String> supers = new ArrayList<>();
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
            supers.add(type.getGenericSuperclass().getTypeName());
        }
        for (Type each : type.getGenericInterfaces()) {
            supers.add(each.getTypeName());
        }
        String modifiers = Modifier.toString(type.getModifiers() & MODIFIERS);
        return modifiers + " " + kind(type) + " " + type.getName() + parameters(type)
                + (supers.isEmpty() ? "" : " : " + String.join(", ", supers));
    }

    /** Not left to {@code toGenericString}, which differs between releases of Java. */
    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return type.isAnnotation() ? "@interface" : "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String parameters(Class<?> type) {
        return Stream.of(type.getTypeParameters())
                .map(p -> p + " extends " + Arrays.toString(p.getBounds()))
                .collect(Collectors.joining(", ", "<", ">"))
                .replace("<>", "");
    }

    private static String render(Member member) {
        if (member instanceof Field field && field.isEnumConstant()) {
            return field.getName();
        }
        return generic((AccessibleObject) member);
    }

    private static String generic(AccessibleObject member) {
        if (member instanceof Method method) {
            return method.toGenericString();
        }
        return member instanceof Constructor<?> constructor
                ? constructor.toGenericString()
                : ((Field) member).toGenericString();
    }
}
