package org.busel.sdk;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an app can get hold of, beginning at a few types: their public members, whatever stands in the signatures of those,
/// and so on. A line for each, so that taking one away or changing it takes a line away.
final class Api {
  private static final Set<String> OF_ALL =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  private final Set<String> lines = new TreeSet<>();
  private final Set<Class<?>> ours = new TreeSet<>(Comparator.comparing(Class::getName));
  private final Set<String> foreign = new TreeSet<>();
  private final Deque<Class<?>> waiting = new ArrayDeque<>();

  private Api() {}

  static Api from(Class<?>... beginning) {
    Api api = new Api();
    Stream.of(beginning).forEach(api::reach);
    while (!api.waiting.isEmpty()) {
      api.describe(api.waiting.removeFirst());
    }
    return api;
  }

  Set<String> lines() {
    return lines;
  }

  /// Types of Busel.
  Set<Class<?>> ours() {
    return ours;
  }

  /// Names of types that are neither of Busel nor of the JDK.
  Set<String> foreign() {
    return foreign;
  }

  private void reach(Class<?> type) {
    if (type.isArray()) {
      reach(type.getComponentType());
    } else if (type.getName().startsWith("org.busel.")) {
      if (ours.add(type)) {
        waiting.add(type);
      }
    } else if (!type.isPrimitive() && !type.getName().startsWith("java.")) {
      foreign.add(type.getName());
    }
  }

  private void reach(Type type) {
    if (type instanceof Class<?> plain) {
      reach(plain);
    } else if (type instanceof ParameterizedType parameterized) {
      reach(parameterized.getRawType());
      Stream.of(parameterized.getActualTypeArguments()).forEach(this::reach);
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getUpperBounds()).forEach(this::reach);
      Stream.of(wildcard.getLowerBounds()).forEach(this::reach);
    } else if (type instanceof GenericArrayType array) {
      reach(array.getGenericComponentType());
    }
  }

  private void describe(Class<?> type) {
    String name = type.getName();
    lines.add(name + " is " + kind(type) + heirs(type));
    supertypes(type).forEach(this::reach);
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses())
          .filter(it -> Modifier.isPublic(it.getModifiers()))
          .forEach(it -> {
            lines.add(name + " may be " + it.getName());
            reach(it);
          });
    }
    if (type.isRecord()) {
      lines.add(
          name + " has (" + Stream.of(type.getRecordComponents()).map(this::component).collect(Collectors.joining(", ")) + ")");
    }
    Stream.of(type.getDeclaredClasses())
        .filter(it -> Modifier.isPublic(it.getModifiers()))
        .forEach(this::reach);
    Stream.of(type.getDeclaredFields()).filter(it -> isOffered(type, it.getModifiers())).forEach(this::field);
    Stream.of(type.getDeclaredConstructors())
        .filter(it -> isOffered(type, it.getModifiers()))
        .forEach(this::constructor);
    Stream.of(type.getDeclaredMethods())
        .filter(it -> isOffered(type, it.getModifiers()) && !it.isSynthetic())
        .filter(it -> !OF_ALL.contains(it.getName()) && !isOfFrames(it))
        .forEach(this::method);
  }

  // Generated from the protocol's definitions, for the SDK itself.
  private static boolean isOfFrames(Method method) {
    return Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()))
        .anyMatch(it -> it.getName().startsWith("org.busel.wire.v1."));
  }

  private static boolean isOffered(Class<?> type, int modifiers) {
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers()));
  }

  private static String kind(Class<?> type) {
    if (type.isRecord()) {
      return "a record";
    }
    if (type.isEnum()) {
      return "an enum";
    }
    if (type.isInterface()) {
      return type.isSealed() ? "a sealed interface" : "an interface";
    }
    return Modifier.isFinal(type.getModifiers()) ? "a final class" : "a class";
  }

  private static List<Type> supertypes(Class<?> type) {
    List<Type> all = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
    Type superclass = type.getGenericSuperclass();
    if (superclass != null && superclass != Object.class && !type.isEnum() && !type.isRecord()) {
      all.add(superclass);
    }
    return all;
  }

  private static String heirs(Class<?> type) {
    String variables = Stream.of(type.getTypeParameters()).map(TypeVariable::getName).collect(Collectors.joining(", "));
    String above = supertypes(type).stream().map(Type::getTypeName).sorted().collect(Collectors.joining(", "));
    return (variables.isEmpty() ? "" : " of <" + variables + ">") + (above.isEmpty() ? "" : " and " + above);
  }

  private String component(RecordComponent component) {
    reach(component.getGenericType());
    return component.getGenericType().getTypeName() + " " + component.getName();
  }

  private void field(Field field) {
    reach(field.getGenericType());
    lines.add(
        field.getDeclaringClass().getName()
            + "."
            + field.getName()
            + " "
            + (Modifier.isStatic(field.getModifiers()) ? "static " : "")
            + field.getGenericType().getTypeName());
  }

  private void constructor(Constructor<?> constructor) {
    Stream.of(constructor.getGenericParameterTypes()).forEach(this::reach);
    lines.add(constructor.getDeclaringClass().getName() + " new" + types(constructor.getGenericParameterTypes()));
  }

  private void method(Method method) {
    Stream.of(method.getGenericParameterTypes()).forEach(this::reach);
    reach(method.getGenericReturnType());
    int modifiers = method.getModifiers();
    lines.add(
        method.getDeclaringClass().getName()
            + "."
            + method.getName()
            + types(method.getGenericParameterTypes())
            + " "
            + (Modifier.isStatic(modifiers) ? "static " : "")
            + (Modifier.isAbstract(modifiers) ? "abstract " : "")
            + method.getGenericReturnType().getTypeName());
  }

  private static String types(Type... types) {
    return Stream.of(types).map(Type::getTypeName).collect(Collectors.joining(", ", "(", ")"));
  }
}
